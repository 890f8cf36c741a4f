--TEST--
Callbacks that write to another connection may do so back and forth
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) use ($worker) {
        foreach ($worker->allSocket as $other) {
            if ($other !== $conn) {
                fwrite($other, $message);
            }
        }
    };
    $worker->start();
    PHP);
$left = $server->connect();
$right = $server->connect();
usleep(1);
fwrite($left, "0\n");
for ($i = 1; $i <= 200; $i++) {
    $from = $i % 2 ? $right : $left;
    fwrite($from, (int)fgets($from) + 1 . "\n");
}
echo fgets($right);
$server->stop();
?>
--EXPECT--
200
