--TEST--
stream_copy_to_stream takes a length and an offset, begins at the position, and keeps its place among other writes
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/abc', implode(range('a', 'z')));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $file = fopen(__DIR__ . '/abc', 'r');
        fwrite($conn, '<');
        var_dump(stream_copy_to_stream($file, $conn, 3, 20), fread($file, 2));
        fwrite($conn, '|');
        var_dump(stream_copy_to_stream($file, $conn));
        fwrite($conn, '|');
        rewind($file);
        var_dump(stream_copy_to_stream($file, $conn, 100), feof($file) || fread($file, 1) === '');
        var_dump(stream_copy_to_stream($file, $conn), stream_copy_to_stream($file, $conn, 0));
        stream_filter_append($file, 'string.toupper', STREAM_FILTER_READ);
        var_dump(stream_copy_to_stream($file, $conn, null, 24));
        $memory = fopen('php://memory', 'w+');
        fwrite($memory, '>');
        var_dump(stream_copy_to_stream($memory, $conn, null, 0), rewind($memory), stream_copy_to_stream($memory, $conn));
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n"), "\n";
echo $server->stdout();
$server->stop();
?>
--EXPECT--
<uvw|z|abcdefghijklmnopqrstuvwxyzYZ>
int(3)
string(2) "xy"
int(1)
int(26)
bool(true)
int(0)
int(0)
int(2)
int(0)
bool(true)
int(1)
