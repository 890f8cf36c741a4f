<?php

// A page of a few words to every request; only its path is asked for: http-hello.php PORT

$worker = new Worker('http://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $request) {
    if ($request->path() === '') {
        return new Crew\Http\Response(500); // the generator takes nothing but 200
    }
    return "hello, world\n";
};
$worker->start();
