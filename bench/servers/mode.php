<?php

// One mode with so many workers: mode.php PORT METRICS-PORT MODE WORKERS KIND
// KIND: short, the server closes after its answer; long, connections stay. A message "stick" holds its worker up for 50 ms.

[, $port, $metrics, $mode, $workers, $kind] = $argv;
$worker = new Crew\Worker("tcp://127.0.0.1:$port");
$worker->control = false; // the arguments are ours
$worker->workerNum = (int) $workers;
$worker->mode = Crew\Mode::from($mode);
$worker->metrics = "127.0.0.1:$metrics";
$worker->onMessage = function ($conn, $message) use ($kind) {
    if ($message === "stick\n") {
        usleep(50_000);
        fwrite($conn, "stuck\n");
        return;
    }
    $response = "HTTP/1.1 200 OK\r\n";
    $response .= "Content-Type: text/html;charset=UTF-8\r\n";
    $response .= "Connection: keep-alive\r\n";
    $response .= "Server: php socket server\r\n";
    $response .= "Content-length: " . strlen($message) . "\r\n\r\n";
    $response .= $message;
    fwrite($conn, $response);
    if ($kind === 'short') {
        fclose($conn);
    }
};
$worker->start();
