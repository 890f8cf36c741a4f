<?php

// The handler of the notes' demo3, unchanged, on one worker process: demo3.php PORT

$worker = new Worker('tcp://127.0.0.1:' . $argv[1]);
$worker->control = false; // the argument is ours
$worker->workerNum = 1;
$worker->onMessage = function ($conn, $message) {
    $content = $message;
    $http_resonse = "HTTP/1.1 200 OK\r\n";
    $http_resonse .= "Content-Type: text/html;charset=UTF-8\r\n";
    $http_resonse .= "Connection: keep-alive\r\n";
    $http_resonse .= "Server: php socket server\r\n";
    $http_resonse .= "Content-length: " . strlen($content) . "\r\n\r\n";
    $http_resonse .= $content;
    fwrite($conn, $http_resonse);
    if (empty($message)) {
        if (!is_resource($conn) || feof($message)) {
            fclose($conn);
        }
    }
};
$worker->start();
