--TEST--
An exception out of input, decode or encode is logged and ends that connection; the worker lives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Thrower
    {
        public static function input($buffer, $conn) { if ($buffer[0] === 'i') throw new Exception('in input'); return 1; }
        public static function decode($buffer, $conn) { if ($buffer[0] === 'd') throw new Exception('in decode'); return $buffer; }
        public static function encode($data, $conn) { if ($data === 'e') throw new Exception('in encode'); return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Thrower::class;
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->onClose = fn ($conn) => print("close\n");
    $worker->start();
    PHP);
$other = $server->connect();
foreach (['ai', 'bd', 'ce'] as $bytes) {
    echo raw($server->address, $bytes), "\n";
}
fwrite($other, 'x');
echo read_n($other, 1), "\n";
preg_match_all('/error: (.*uncaught.*) in /', $server->stop(), $logged);
print_r($logged[1]);
?>
--EXPECT--
a
b
c
x
Array
(
    [0] => Thrower::input: uncaught Exception: in input
    [1] => Thrower::decode: uncaught Exception: in decode
    [2] => onMessage: uncaught Exception: in encode
)
