--TEST--
20 MB in pieces, read slowly out of onBody: every byte arrives, and the worker holds but a part of them at a time
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 100000;
    $worker->onBody = function ($conn, $request, $stream) {
        $request->context ??= (object)['hash' => hash_init('sha256'), 'size' => 0, 'calls' => 0];
        $bytes = fread($stream, 8192);
        hash_update($request->context->hash, $bytes);
        $request->context->size += strlen($bytes);
        $request->context->calls++;
        usleep(100);
    };
    $worker->onMessage = function ($conn, $request) {
        if ($request->context === null) {
            return (string)getmypid();
        }
        while (($bytes = fread($request->stream(), 65536)) !== '') {
            hash_update($request->context->hash, $bytes);
            $request->context->size += strlen($bytes);
        }
        return $request->context->size . ' ' . hash_final($request->context->hash);
    };
    $worker->start();
    PHP);
$peak = fn (string $pid) => (int)preg_replace('/.*VmHWM:\s+(\d+) kB.*/s', '$1', file_get_contents("/proc/$pid/status"));
$pid = http_ask($server, 'GET /')['body'];
$before = $peak($pid);

$piece = random_bytes(65536);
$hash = hash_init('sha256');
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " . 320 * 65536 . "\r\n\r\n");
for ($i = 0; $i < 320; $i++) {
    $bytes = pack('N', $i) . substr($piece, 4);
    hash_update($hash, $bytes);
    fwrite($client, $bytes);
}
$answer = http_answer($client)['body'];
echo $answer === 320 * 65536 . ' ' . hash_final($hash) ? "whole\n" : "$answer\n";
$grown = $peak($pid) - $before;
echo $grown < 4096 ? "little memory\n" : "$grown KiB\n";
$server->stop();
?>
--EXPECT--
whole
little memory
