<?php

// No onConnect: PHP hears of a connection only when it says something. idle.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $message) {
    fwrite($conn, $message);
};
$worker->start();
