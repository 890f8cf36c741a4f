<?php

// A server to be reloaded, upgraded and asked while a worker is stuck. PORT and WORKERS are in the environment, so that the arguments are
// commands: start, status ...

$worker = new Crew\Worker('text://127.0.0.1:' . getenv('PORT'));
$worker->workerNum = (int) getenv('WORKERS');
$worker->onMessage = function ($conn, $message) {
    if ($message === 'stick') {
        while (true) {
        }
    }
    $conn->send(getmypid() . " $message");
};
$worker->start();
