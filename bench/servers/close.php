<?php

// demo3's answer, then the server closes: close.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $message) {
    $response = "HTTP/1.1 200 OK\r\n";
    $response .= "Content-Type: text/html;charset=UTF-8\r\n";
    $response .= "Connection: keep-alive\r\n";
    $response .= "Server: php socket server\r\n";
    $response .= "Content-length: " . strlen($message) . "\r\n\r\n";
    $response .= $message;
    fwrite($conn, $response);
    fclose($conn);
};
$worker->start();
