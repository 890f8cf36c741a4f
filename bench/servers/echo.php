<?php

// The bytes received go back: echo.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $message) {
    fwrite($conn, $message);
};
$worker->start();
