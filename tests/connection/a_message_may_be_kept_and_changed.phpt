--TEST--
A message is a string of the script's own, large or small
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $all = [];
    $worker->onMessage = function ($conn, $message) use (&$all) {
        $all[] = $message;
        $message[0] = 'X';
        if (str_ends_with($message, "\n")) {
            fwrite($conn, md5(implode('', $all)) . "\n");
            $all = [];
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach ([1, 1000, 40000, 70000, 3000000] as $size) {
    $bytes = random_bytes(8) . str_replace("\n", ' ', random_bytes($size)) . "\n";
    $bytes = str_replace("\n", ' ', substr($bytes, 0, -1)) . "\n";
    fwrite($client, $bytes);
    echo fgets($client) === md5($bytes) . "\n" ? "right\n" : "wrong\n";
}
$server->stop();
?>
--EXPECT--
right
right
right
right
right
