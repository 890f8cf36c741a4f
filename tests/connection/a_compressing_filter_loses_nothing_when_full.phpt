--TEST--
What goes through zlib.deflate into a connection that is full arrives whole: of a large fwrite, of many, and of stream_copy_to_stream
--EXTENSIONS--
crew
zlib
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    file_put_contents(__DIR__ . '/big', random_bytes(20 << 20));
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 100000;
    $worker->onMessage = function ($conn, $message) {
        stream_filter_append($conn, 'zlib.deflate', STREAM_FILTER_WRITE);
        $file = fopen(__DIR__ . '/big', 'r');
        if ($message === "copy\n") {
            var_dump(stream_copy_to_stream($file, $conn));
        } else {
            $size = $message === "whole\n" ? 20 << 20 : 1 << 16;
            while (($piece = stream_get_contents($file, $size)) !== '') {
                fwrite($conn, $piece);
            }
        }
        fclose($conn);
    };
    $worker->start();
    PHP);
foreach (["copy\n", "whole\n", "pieces\n"] as $message) {
    $client = $server->connect();
    fwrite($client, $message);
    usleep(50000); // it has to wait for us
    $got = @gzinflate(stream_get_contents($client));
    echo $got === file_get_contents("$server->folder/big") ? 'right' : 'wrong', "\n";
}
echo $server->stdout();
$server->stop();
?>
--EXPECT--
right
right
right
int(20971520)
