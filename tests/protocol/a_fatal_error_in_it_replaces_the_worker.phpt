--TEST--
A fatal error in input() or encode() takes the worker with it, and another serves
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Fatal
    {
        public static function input($buffer, $conn) { if ($buffer[0] === 'i') eval('class Fatal {}'); return 1; }
        public static function decode($buffer, $conn) { return $buffer; }
        public static function encode($data, $conn) { if ($data === 'e') eval('class Fatal {}'); return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Fatal::class;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
foreach (['i', 'e'] as $byte) {
    echo raw($server->address, $byte);
}
echo raw($server->address, 'x', 1), "\n";
echo substr_count($server->stop(), '; replacing it'), " deaths\n";
?>
--EXPECT--
x
2 deaths
