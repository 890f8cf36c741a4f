--TEST--
exit() in input, decode or encode ends that connection, not the worker
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Leaver
    {
        public static function input($buffer, $conn) { if ($buffer[0] === 'i') exit("in input\n"); return 1; }
        public static function decode($buffer, $conn) { if ($buffer[0] === 'd') exit("in decode\n"); return $buffer; }
        public static function encode($data, $conn) { if ($data === 'e') exit("in encode\n"); return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Leaver::class;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->onError = fn ($conn, $code, $text) => print("$text\n");
    $worker->start();
    PHP);
$other = $server->connect();
foreach (['ai', 'bd', 'ce'] as $bytes) {
    echo raw($server->address, $bytes), "\n";
}
fwrite($other, 'x');
echo read_n($other, 1), "\n";
echo $server->stdout();
$server->stop();
?>
--EXPECT--
a
b
c
x
in input
in decode
in encode
