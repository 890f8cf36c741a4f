--TEST--
input() must return an int or false, encode() a string; else there are words and an end
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    class Wrong
    {
        public static function input($buffer, $conn)
        {
            return match ($buffer[0]) { 's' => '1', 'f' => 1.0, 'n' => null, 't' => true, default => 1 };
        }
        public static function decode($buffer, $conn) { return $buffer; }
        public static function encode($data, $conn) { return $data === 'a' ? [] : ($data === 'o' ? new ArrayObject : null); }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Wrong::class;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$first = $server->workers(1);
foreach (str_split('sfntaou') as $byte) {
    echo raw($server->address, $byte);
}
var_dump($server->workers(1) === $first);
preg_match_all('/error: (.*uncaught.*) in /', $server->stop(), $logged);
echo implode("\n", $logged[1]);
?>
--EXPECT--
bool(true)
Wrong::input: uncaught TypeError: Wrong::input() must return the length of the package, 0 or false, string returned
Wrong::input: uncaught TypeError: Wrong::input() must return the length of the package, 0 or false, float returned
Wrong::input: uncaught TypeError: Wrong::input() must return the length of the package, 0 or false, null returned
Wrong::input: uncaught TypeError: Wrong::input() must return the length of the package, 0 or false, bool returned
onMessage: uncaught TypeError: Wrong::encode() must return a string, array returned
onMessage: uncaught TypeError: Wrong::encode() must return a string, ArrayObject returned
onMessage: uncaught TypeError: Wrong::encode() must return a string, null returned
