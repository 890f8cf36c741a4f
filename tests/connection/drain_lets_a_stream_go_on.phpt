--TEST--
onBufferDrain is where a producer goes on; a large answer in pieces arrives whole
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 200000;
    function produce($conn) {
        $object = Crew\Connection::of($conn);
        while ($object->context < 300) {
            if (fwrite($conn, str_repeat(chr(65 + $object->context % 26), 100000)) === 0) {
                return;
            }
            $object->context++;
        }
        fclose($conn);
    }
    $worker->onMessage = function ($conn) { Crew\Connection::of($conn)->context = 0; produce($conn); };
    $worker->onBufferDrain = 'produce';
    $worker->onError = fn () => null;
    $worker->start();
    PHP);
$got = raw($server->address, "go\n");
$wanted = '';
for ($i = 0; $i < 300; $i++) {
    $wanted .= str_repeat(chr(65 + $i % 26), 100000);
}
var_dump(strlen($got), $got === $wanted);
$server->stop();
?>
--EXPECT--
int(30000000)
bool(true)
