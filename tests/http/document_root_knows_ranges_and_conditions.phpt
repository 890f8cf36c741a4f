--TEST--
Files of documentRoot are sent in part and not sent at all, as Range and If-None-Match ask
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$root = crew_folder();
file_put_contents("$root/a.txt", '0123456789');
touch("$root/a.txt", 1700000000);
$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->documentRoot = ini_get('error_prepend_string');
    $worker->start();
    PHP, ['error_prepend_string' => $root]);
$etag = http_ask($server, 'GET /a.txt')['headers']['etag'];
$cases = [['Range' => 'bytes=2-4'], ['Range' => 'bytes=-3'], ['Range' => 'bytes=20-'], ['If-None-Match' => $etag], ['If-None-Match' => '"other"'],
    ['If-Modified-Since' => 'Tue, 14 Nov 2023 22:13:20 GMT'], ['If-Match' => '"other"'], ['Range' => 'bytes=2-4', 'If-Range' => $etag],
    ['Range' => 'bytes=2-4', 'If-Range' => '"other"']];
foreach ($cases as $headers) {
    $answer = http_ask($server, 'GET /a.txt', $headers);
    echo str_replace($etag, 'ETAG', urldecode(http_build_query($headers, '', ', '))), ': ', substr($answer['status'], 9), ', ',
        $answer['headers']['content-range'] ?? '-', ', ', $answer['body'], "\n";
}
echo substr(http_ask($server, 'GET /none')['status'], 9), "\n";
$server->stop();
?>
--EXPECT--
Range=bytes=2-4: 206 Partial Content, bytes 2-4/10, 234
Range=bytes=-3: 206 Partial Content, bytes 7-9/10, 789
Range=bytes=20-: 416 Range Not Satisfiable, bytes */10, 
If-None-Match=ETAG: 304 Not Modified, -, 
If-None-Match="other": 200 OK, -, 0123456789
If-Modified-Since=Tue, 14 Nov 2023 22:13:20 GMT: 304 Not Modified, -, 
If-Match="other": 412 Precondition Failed, -, 
Range=bytes=2-4, If-Range=ETAG: 206 Partial Content, bytes 2-4/10, 234
Range=bytes=2-4, If-Range="other": 200 OK, -, 0123456789
404 Not Found
