--TEST--
stream_copy_to_stream sends a file of 5 MiB, which maxSendBufferSize must allow
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', str_repeat("0123456789abcde\n", 5 << 16));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 8 << 20;
    $worker->onMessage = function ($conn, $message) {
        $file = fopen(__DIR__ . '/big', 'r');
        var_dump(stream_copy_to_stream($file, $conn));
        fclose($conn);
    };
    $worker->start();
    PHP);
$got = raw($server->address, "go\n");
echo strlen($got), ' ', md5($got) === md5_file("$server->folder/big") ? 'right' : 'wrong', "\n";
echo $server->stdout();
$server->stop();
?>
--EXPECT--
5242880 right
int(5242880)
