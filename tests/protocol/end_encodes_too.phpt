--TEST--
end() encodes its data; null is none; what encode() makes empty is not sent; a closed connection encodes nothing
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Shout
    {
        public static function input($buffer, $conn) { return 1; }
        public static function decode($buffer, $conn) { return $buffer; }
        public static function encode($data, $conn) { echo 'encode ', json_encode($data), "\n"; return strtoupper(implode($data)); }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Shout::class;
    $worker->onMessage = function ($conn, $message) {
        var_dump($conn->send([]));
        $message === '1' ? $conn->end(['b', 'ye']) : $conn->end(null);
        var_dump($conn->send(['late']));
    };
    $worker->start();
    PHP);
var_dump(raw($server->address, '1'), raw($server->address, '2'));
wait_for(fn () => substr_count($server->stdout(), 'bool(false)') === 2);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
string(3) "BYE"
string(0) ""
encode []
bool(true)
encode ["b","ye"]
bool(false)
encode []
bool(true)
bool(false)
