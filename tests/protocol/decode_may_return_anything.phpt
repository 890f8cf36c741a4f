--TEST--
onMessage gets what decode() made; an object that nobody keeps is gone after it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    final class Message
    {
        public function __construct(public string $text) {}
        public function __destruct()
        {
            echo "gone: $this->text\n";
            if ($this->text === 't') throw new Exception('from a destructor');
        }
    }
    class Anything
    {
        public static function input($buffer, $conn) { return 1; }
        public static function decode($buffer, $conn)
        {
            return match ($buffer) { 'n' => null, 'f' => false, 'a' => [1, 2], default => new Message($buffer) };
        }
        public static function encode($data, $conn) { return get_debug_type($data) . "\n"; }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = Anything::class;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, 'nfaot!');
for ($i = 0; $i < 6; $i++) {
    echo fgets($client);
}
echo $server->wait_for_output('gone: !');
echo preg_replace('/ in .*/', '', $server->wait_for_log('uncaught')), "\n";
$server->stop();
?>
--EXPECT--
null
bool
array
Message
Message
Message
gone: o
gone: t
gone: !
[worker 0] error: the end of a message: uncaught Exception: from a destructor
