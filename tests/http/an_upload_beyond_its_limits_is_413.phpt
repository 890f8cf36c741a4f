--TEST--
More bytes than maxUploadSize, more of them in fields than maxPackageSize and more files than max_file_uploads are 413, and leave no file behind
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxUploadSize = 200000;
    $worker->maxPackageSize = 100000;
    $worker->onMessage = fn ($conn, $request) => count($request->file()) . ' files';
    $worker->start();
    PHP, ['max_file_uploads' => '2', 'upload_tmp_dir' => ($uploads = crew_folder())]);
$part = fn (string $rest, string $bytes) => "--B\r\nContent-Disposition: form-data; $rest\r\n\r\n$bytes\r\n";
$file = fn (int $i, int $size) => $part("name=\"f$i\"; filename=\"a\"", str_repeat('x', $size));
$bodies = [
    'two files' => $file(1, 70000) . $file(2, 10),
    'three files' => $file(1, 70000) . $file(2, 10) . $file(3, 10),
    'long fields' => $file(1, 70000) . str_repeat($part('name="a"', str_repeat('x', 25000)), 4),
    'too long fields' => $file(1, 70000) . str_repeat($part('name="a"', str_repeat('x', 25000)), 4) . $part('name="a"', 'x'),
    'too many bytes' => $file(1, 200000),
];
foreach ($bodies as $name => $body) {
    foreach (['with a length', 'in chunks'] as $way) {
        $bytes = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n";
        $whole = "$body--B--\r\n";
        $bytes .= $way === 'in chunks' ? "Transfer-Encoding: chunked\r\n\r\n" . dechex(strlen($whole)) . "\r\n$whole\r\n0\r\n\r\n"
                                       : 'Content-Length: ' . strlen($whole) . "\r\n\r\n$whole";
        $client = $server->connect();
        fwrite($client, $bytes);
        $answer = http_answer($client);
        echo "$name $way: ", substr($answer['status'], 9), ', ', rtrim($answer['body']), "\n";
    }
}
wait_for(fn () => glob("$uploads/*") === []);
$server->stop();
?>
--EXPECT--
two files with a length: 200 OK, 2 files
two files in chunks: 200 OK, 2 files
three files with a length: 413 Content Too Large, 413 Content Too Large
three files in chunks: 413 Content Too Large, 413 Content Too Large
long fields with a length: 200 OK, 1 files
long fields in chunks: 200 OK, 1 files
too long fields with a length: 413 Content Too Large, 413 Content Too Large
too long fields in chunks: 413 Content Too Large, 413 Content Too Large
too many bytes with a length: 413 Content Too Large, 413 Content Too Large
too many bytes in chunks: 413 Content Too Large, 413 Content Too Large
