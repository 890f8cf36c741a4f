--TEST--
a file that becomes shorter while it is sent ends its connection with an error, and the worker lives
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', str_repeat('x', 30 << 20));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onError = function ($conn, $code, $text) {
        echo $text, "\n";
    };
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'go') {
            $file = fopen(__DIR__ . '/big', 'r+');
            var_dump(stream_copy_to_stream($file, $conn));
            ftruncate($file, 1000);
            fclose($conn);
        } else {
            fwrite($conn, 'alive');
            fclose($conn);
        }
    };
    $worker->start();
    PHP);
var_dump(strlen(raw($server->address, 'go')) < 30 << 20);
echo $server->wait_for_output('error');
echo raw($server->address, 'you?'), "\n";
$server->stop();
?>
--EXPECT--
bool(true)
int(31457280)
Input/output error
alive
