--TEST--
zlib.deflate as a write filter compresses what is written, to the last byte
--EXTENSIONS--
crew
zlib
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        stream_filter_append($conn, 'zlib.deflate', STREAM_FILTER_WRITE);
        for ($i = 0; $i < 1000; $i++) {
            fwrite($conn, "line $i\n");
        }
        fclose($conn);
    };
    $worker->start();
    PHP);
$got = raw($server->address, "hello\n");
$lines = explode("\n", gzinflate($got));
echo count($lines), ' ', $lines[999], "\n";
var_dump(strlen($got) < 4000);
$server->stop();
?>
--EXPECT--
1001 line 999
bool(true)
