--TEST--
HEAD gets the headers of GET, the length too, and the connection goes on; also for pieces and files
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/pieces') {
            $writer = $conn->begin();
            $writer->write('some');
            $writer->end('thing');
        } elseif ($request->path() === '/file') {
            return (new Crew\Http\Response())->withFile(__FILE__);
        } else {
            return 'something';
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['/text', '/pieces', '/file'] as $path) {
    fwrite($client, http_request("HEAD $path") . http_request("GET $path"));
    $head = http_answer($client, false);
    $get = http_answer($client);
    unset($head['headers']['date'], $get['headers']['date']);
    echo "$path: ", substr($head['status'], 9), ', ', $head['headers'] === $get['headers'] ? 'the same headers' : 'others', ', ',
        $head['headers']['content-length'] ?? $head['headers']['transfer-encoding'] ?? '-', "\n";
}
$server->stop();
?>
--EXPECT--
/text: 200 OK, the same headers, 9
/pieces: 200 OK, the same headers, chunked
/file: 200 OK, the same headers, 444
