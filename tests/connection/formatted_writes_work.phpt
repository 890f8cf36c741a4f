--TEST--
fprintf, fputcsv, fputs and file functions write to a connection
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        fprintf($conn, "%05d\n", 42);
        vfprintf($conn, "%s-%s\n", ['a', 'b']);
        fputcsv($conn, ['one', 'two words', 'three "quoted"'], ',', '"', '\\');
        fputs($conn, "puts\n");
        stream_socket_sendto($conn, "sendto\n");
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n");
$server->stop();
?>
--EXPECT--
00042
a-b
one,"two words","three ""quoted"""
puts
sendto
