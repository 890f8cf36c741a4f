--TEST--
The same in chunks, with trailers behind; feof tells the end, once, before onMessage
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onBody = function ($conn, $request, $stream) {
        $request->context ??= (object)['size' => 0, 'ends' => 0];
        while (($bytes = fread($stream, 8192)) !== '') {
            $request->context->size += strlen($bytes);
        }
        $request->context->ends += (int)feof($stream);
    };
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->context->size, $request->context->ends, $request->trailer('x-end')]);
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
for ($i = 0; $i < 200; $i++) {
    fwrite($client, "2710\r\n" . str_repeat('x', 10000) . "\r\n");
}
fwrite($client, "0\r\nX-End: yes\r\n\r\n");
echo http_answer($client)['body'], "\n";
$server->stop();
?>
--EXPECT--
[2000000,1,"yes"]
