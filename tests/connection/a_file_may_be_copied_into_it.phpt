--TEST--
stream_copy_to_stream sends a file larger than maxSendBufferSize, as the client takes it and without reading it into memory
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
if (getenv('SKIP_ASAN')) {
    die('skip the sanitizer takes memory of its own');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', str_repeat(random_bytes(1 << 16), 40 << 4));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $peak = fn () => (int) preg_replace('/.*VmHWM:\s*(\d+).*/s', '$1', file_get_contents('/proc/self/status'));
    $worker->onWorkerStart = function () use ($peak, &$before) {
        $before = $peak();
    };
    $worker->onMessage = function ($conn, $message) {
        $file = fopen(__DIR__ . '/big', 'r');
        fwrite($conn, 'head ');
        var_dump(stream_copy_to_stream($file, $conn), ftell($file));
        fclose($file);
        fclose($conn);
    };
    $worker->onClose = function () use ($peak, &$before) {
        echo $peak() - $before < 8 << 10 ? 'in little' : 'in much', " memory\n";
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
usleep(50000); // it has to wait for us
$got = stream_get_contents($client);
echo strlen($got), ' ', $got === 'head ' . file_get_contents("$server->folder/big") ? 'right' : 'wrong', "\n";
echo $server->wait_for_output('memory');
$server->stop();
?>
--EXPECT--
41943045 right
int(41943040)
int(41943040)
in little memory
