--TEST--
After input() or decode() has ended its connection nothing more of it is delivered
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Ender
    {
        public static function input($buffer, $conn)
        {
            if ($buffer[0] === 'i') $conn->end('ended by input', true);
            if ($buffer[0] === 'c') $conn->close();
            return 1;
        }
        public static function decode($buffer, $conn)
        {
            if ($buffer[0] === 'd') $conn->end('ended by decode', true);
            return $buffer;
        }
        public static function encode($data, $conn) { return $data; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Ender::class;
    $worker->onMessage = function ($conn, $message) { echo "message $message\n"; };
    $worker->onError = fn ($conn, $code, $text) => print("$text\n");
    $worker->onClose = function ($conn) { echo "close\n"; };
    $worker->start();
    PHP);
foreach (['1i2', '3d4', '5c6'] as $bytes) {
    var_dump(raw($server->address, $bytes));
}
wait_for(fn () => substr_count($server->stdout(), 'close') === 3);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
string(14) "ended by input"
string(15) "ended by decode"
string(0) ""
message 1
close
message 3
close
message 5
close
