--TEST--
input() is not asked again before the package it has announced is there
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Ten
    {
        public static function input($buffer, $conn) { echo 'input ', strlen($buffer), "\n"; return 10; }
        public static function decode($buffer, $conn) { return $buffer; }
        public static function encode($data, $conn) { return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Ten::class;
    $worker->onMessage = fn ($conn, $message) => print("$message\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, '0');
$server->wait_for_output("input 1\n");
foreach (['123', '456', '789'] as $more) {
    usleep(5000); /* for most of them to come alone; it is right in any case */
    fwrite($client, $more);
}
$server->wait_for_output("0123456789\n");
fwrite($client, 'abcdefghij');
echo $server->wait_for_output("abcdefghij\n");
$server->stop();
?>
--EXPECT--
input 1
0123456789
input 10
abcdefghij
