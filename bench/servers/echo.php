<?php

// The bytes received go back: echo.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $message) {
    fwrite($conn, $message);
};
$worker->start();
