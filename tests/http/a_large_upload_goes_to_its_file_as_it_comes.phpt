--TEST--
A large upload: every byte arrives, the memory of the worker does not grow by it, and more files than max_file_uploads are 413
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 64 * 1024 * 1024;
    $worker->onMessage = function ($conn, $request) {
        $file = $request->file('big');
        return json_encode([$request->post('after'), $file->size(), md5_file($file->path()), memory_get_peak_usage() < 6_000_000]);
    };
    $worker->start();
    PHP, ['max_file_uploads' => 2]);

function upload(array $files): string
{
    $body = '';
    foreach ($files as $name => $bytes) {
        $body .= "--BOUND\r\nContent-Disposition: form-data; name=\"$name\"; filename=\"x\"\r\n\r\n$bytes\r\n";
    }
    return "$body--BOUND\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\nyes\r\n--BOUND--\r\n";
}

$type = ['Content-Type' => 'multipart/form-data; boundary=BOUND'];
$big = str_repeat("\r\n--BOUN\r\n" . implode('', range("\0", "\xff")), 40_000);
$answer = http_ask($server, 'POST /', $type, upload(['big' => $big]));
echo $answer['body'] === json_encode(['yes', strlen($big), md5($big), true]) ? "all of it\n" : print_r($answer, true);
echo http_ask($server, 'POST /', $type, upload(['big' => str_repeat('x', 100_000), 'b' => 'b', 'c' => 'c']))['status'], "\n";
$server->stop();
?>
--EXPECT--
all of it
HTTP/1.1 413 Content Too Large
