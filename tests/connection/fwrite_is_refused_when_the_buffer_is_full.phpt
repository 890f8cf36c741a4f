--TEST--
fwrite() to a full connection returns 0, without a warning, and send() returns false
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 10;
    $worker->onError = fn () => null;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, str_repeat('x', 30000000));
        var_dump(fwrite($conn, 'more'), Crew\Connection::of($conn)->send('more'));
        echo "end\n";
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo $server->wait_for_output("end\n");
var_dump(strlen(read_n($client, 30000000)));
echo substr_count($server->stop(), "\n"), " lines of log\n";
?>
--EXPECT--
int(0)
bool(false)
end
int(30000000)
3 lines of log
