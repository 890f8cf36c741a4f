--TEST--
Whatever fwrite is given arrives, from one byte to 20 MiB
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $size = (int)$message;
        $bytes = substr(str_repeat('0123456789', intdiv($size, 10) + 1), 0, $size);
        echo "$size: ", json_encode(fwrite($conn, $bytes) === $size), "\n";
    };
    $worker->start();
    PHP);
foreach ([1, 16383, 16384, 65536, 1 << 20, 20 << 20] as $size) {
    $client = $server->connect();
    fwrite($client, "$size\n");
    $got = read_n($client, $size);
    echo strlen($got), ' ', md5($got) === md5(substr(str_repeat('0123456789', intdiv($size, 10) + 1), 0, $size)) ? 'right' : 'wrong', "\n";
}
$server->stop();
echo $server->stdout();
?>
--EXPECT--
1 right
16383 right
16384 right
65536 right
1048576 right
20971520 right
1: true
16383: true
16384: true
65536: true
1048576: true
20971520: true
