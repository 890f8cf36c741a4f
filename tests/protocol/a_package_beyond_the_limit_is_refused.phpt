--TEST--
What input() announces beyond maxPackageSize is refused before it is waited for
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Announced
    {
        public static function input($buffer, $conn) { return strlen($buffer) < 4 ? 0 : 4 + unpack('N', $buffer)[1]; }
        public static function decode($buffer, $conn) { return substr($buffer, 4); }
        public static function encode($data, $conn) { return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 100;
    $worker->protocol = Announced::class;
    $worker->onMessage = fn ($conn, $message) => print(strlen($message) . "\n");
    $worker->onError = fn ($conn, $code, $text) => print(($code === Crew\Connection::ERROR_TOO_LARGE ? 'too large: ' : '') . "$text\n");
    $worker->start();
    PHP);
foreach ([pack('N', 96) . str_repeat('x', 96) . pack('N', 97), "\x7f\xff\xff\xff"] as $bytes) {
    $client = $server->connect();
    fwrite($client, $bytes);
    var_dump(read_all($client));
}
echo $server->stdout();
$server->stop();
?>
--EXPECT--
string(0) ""
string(0) ""
96
too large: the message is larger than allowed
too large: the message is larger than allowed
