--TEST--
A slow reader causes onBufferFull once, refusals, and onBufferDrain once it has read
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 1000000;
    $worker->onMessage = function ($conn, $message) {
        $taken = 0;
        while (@fwrite($conn, str_repeat('x', 100000)) === 100000) {
            $taken += 100000;
        }
        echo 'refused, ', Crew\Connection::of($conn)->pendingBytes >= 1000000 ? 'with the limit reached' : 'too early', "\n";
        $GLOBALS['taken'] = $taken;
    };
    $worker->onBufferFull = fn ($conn) => print("full\n");
    $worker->onBufferDrain = function ($conn) {
        print('drained, ' . Crew\Connection::of($conn)->pendingBytes . " pending\n");
        fwrite($conn, "$GLOBALS[taken] taken");
        fclose($conn);
    };
    $worker->onError = fn ($conn, $code, $text) => print(($code === Crew\Connection::ERROR_SEND_BUFFER_FULL ? 'ERROR_SEND_BUFFER_FULL' : $code) . ": $text\n");
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
$server->wait_for_output('full');
[$bytes, $words] = explode('x ', preg_replace('/x(\d)/', 'x $1', read_all($client)));
var_dump(strlen($bytes) + 1 . ' taken' === $words);
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
bool(true)
refused, with the limit reached
ERROR_SEND_BUFFER_FULL: the send buffer is full
full
drained, 0 pending
over
