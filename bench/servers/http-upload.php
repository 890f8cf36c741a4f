<?php

// A body is read as it comes and kept nowhere; its length is the answer: http-upload.php PORT

$worker = new Worker('http://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$length = 0; // one upload at a time
$worker->onBody = function ($conn, $request, $stream) use (&$length) {
    while (($piece = fread($stream, 1 << 18)) !== '' && $piece !== false) {
        $length += strlen($piece);
    }
};
$worker->onMessage = function ($conn, $request) use (&$length) {
    $answer = "$length\n";
    $length = 0;
    return $answer;
};
$worker->start();
