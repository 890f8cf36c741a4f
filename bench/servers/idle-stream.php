<?php

// onConnect is given every connection as a stream and keeps none: idle-stream.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onConnect = function ($conn) {
};
$worker->onMessage = function ($conn, $message) {
    fwrite($conn, $message);
};
$worker->start();
