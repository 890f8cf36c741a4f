<?php

declare(strict_types=1);

// What demo3's handler costs PHP by itself, in microseconds a call: everything it does but its one fwrite. No server, no socket.
// The engine and the kernel come on top of this; a reference that answers in C has nothing of it.

$handler = function ($conn, $message) {
    $content = $message;
    $http_resonse = "HTTP/1.1 200 OK\r\n";
    $http_resonse .= "Content-Type: text/html;charset=UTF-8\r\n";
    $http_resonse .= "Connection: keep-alive\r\n";
    $http_resonse .= "Server: php socket server\r\n";
    $http_resonse .= "Content-length: " . strlen($content) . "\r\n\r\n";
    $http_resonse .= $content;
    if (empty($message)) {
        if (!is_resource($conn) || feof($message)) {
            fclose($conn);
        }
    }
};
$empty = function ($conn, $message) {
};
$message = str_repeat('x', 100);
$calls = 300_000;
$time = function (Closure $call) use ($message, $calls): float {
    $start = hrtime(true);
    for ($i = 0; $i < $calls; $i++) {
        $call(null, $message);
    }
    return (hrtime(true) - $start) / $calls / 1000;
};
$costs = [];
for ($round = 0; $round < 9; $round++) {
    $nothing = $time($empty);
    $costs[] = $time($handler) - $nothing;
}
sort($costs);
printf("%.3f\n", $costs[0]);
