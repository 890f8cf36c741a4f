--TEST--
Writer::write() is false when the client does not keep up, onBufferDrain goes on with that piece, and little is held meanwhile
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxSendBufferSize = 200000;
    $produce = function ($conn) {
        [$writer, $next, $pauses] = $conn->context;
        for (; $next < 400; $next++) {
            if (!$writer->write(str_repeat(chr(65 + $next % 26), 100000))) {
                if ($pauses === 0) {
                    echo 'full: ', json_encode($writer->isOpen()), ', ', $conn->pendingBytes <= 300000 ? 'bounded' : $conn->pendingBytes, "\n";
                }
                $conn->context = [$writer, $next, $pauses + 1];
                return;
            }
        }
        $writer->end("\n", ['X-Pauses' => $pauses]);
        $conn->context = null;
    };
    $worker->onMessage = function ($conn, $request) use ($produce) {
        if ($request->path() === '/') {
            return 'ok';
        }
        $conn->context = [$conn->begin(length: $request->get('length') ? 40000001 : null), 0, 0];
        $produce($conn);
    };
    $worker->onBufferDrain = fn ($conn) => $conn->context === null ?: $produce($conn);
    $worker->start();
    PHP);
$pid = $server->workers(1)[0];
$peak = fn () => (int)preg_replace('/.*VmHWM:\s+(\d+) kB.*/s', '$1', file_get_contents("/proc/$pid/status"));
http_ask($server, 'GET /');
$before = $peak();
$wanted = '';
for ($i = 0; $i < 400; $i++) {
    $wanted .= str_repeat(chr(65 + $i % 26), 100000);
}
$client = $server->connect();
foreach (['/chunks', '/bytes?length=1'] as $i => $target) {
    fwrite($client, http_request("GET $target"));
    wait_for(fn () => substr_count($server->stdout(), 'full') > $i, 10, 'a full buffer');
    $answer = http_answer($client);
    echo http_show($answer, 'transfer-encoding', 'content-length'), $answer['body'] === "$wanted\n" ? 'whole' : strlen($answer['body']), "\n";
    echo ($answer['headers']['x-pauses'] ?? 1) > 0 ? "paused\n" : "did not pause\n";
}
fwrite($client, http_request('GET /'));
echo http_answer($client)['body'], "\n";
$grown = getenv('USE_ZEND_ALLOC') === '0' ? 0 : $peak() - $before; /* tools that replace the allocator keep what is freed */
echo $grown < 8192 ? "little memory\n" : "$grown KiB\n";
echo $server->stdout();
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  transfer-encoding: chunked
  content-length: -
whole
paused
HTTP/1.1 200 OK
  transfer-encoding: -
  content-length: 40000001
whole
paused
ok
little memory
full: true, bounded
full: true, bounded
