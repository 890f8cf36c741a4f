--TEST--
stream_set_blocking, stream_set_timeout and the buffer functions are accepted and never block
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        var_dump(stream_set_blocking($conn, true), stream_set_blocking($conn, false), stream_set_timeout($conn, 5));
        var_dump(stream_set_read_buffer($conn, 0), stream_set_chunk_size($conn, 4096));
        stream_set_blocking($conn, true);
        var_dump(fread($conn, 100));
        fwrite($conn, "done\n");
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n", 5);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
done
bool(true)
bool(true)
bool(true)
int(0)
int(8192)
string(0) ""
