--TEST--
A file of 10 MB in a form is written to a temporary file as it comes, with hardly any memory; moveTo takes it, and what is not taken goes
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
    $worker->onMessage = function ($conn, $request) {
        if ($request->method() === 'GET') {
            return (string)getmypid();
        }
        $file = $request->file('doc');
        $name = $file->path();
        $file->moveTo(__DIR__ . '/taken');
        $other = $request->file('other')->path();
        return json_encode([$file->size(), sha1_file(__DIR__ . '/taken'), file_exists($name), $request->post('note'), $other, file_exists($other)]);
    };
    $worker->start();
    PHP);
$peak = fn (string $pid) => (int)preg_replace('/.*VmHWM:\s+(\d+) kB.*/s', '$1', file_get_contents("/proc/$pid/status"));
$pid = http_ask($server, 'GET /')['body'];
$before = $peak($pid);

$content = random_bytes(10000000);
$part = fn (string $rest, string $bytes) => "--BOUND\r\nContent-Disposition: form-data; $rest\r\n\r\n$bytes\r\n";
$body = $part('name="note"', 'hello') . $part('name="doc"; filename="a.bin"', $content) . $part('name="other"; filename="b"', 'b') . "--BOUND--\r\n";
$answer = json_decode(http_ask($server, 'POST /', ['Content-Type' => 'multipart/form-data; boundary=BOUND'], $body)['body']);
echo $answer[0], ' ', $answer[1] === sha1($content) ? 'whole' : 'broken', ' ', json_encode(array_slice($answer, 2, 2)), "\n";
echo $answer[5] && !file_exists($answer[4]) ? "the other is gone\n" : "the other is left\n";
$grown = $peak($pid) - $before;
echo $grown < 4096 ? "little memory\n" : "$grown KiB\n";
$server->stop();
?>
--EXPECT--
10000000 whole [false,"hello"]
the other is gone
little memory
