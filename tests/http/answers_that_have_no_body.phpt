--TEST--
204, 304, 205 and what accepts a CONNECT have no body, whatever the script sends; the next request is heard
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        [, $way, $status] = explode('/', $request->method() === 'CONNECT' ? '/text/' . explode(':', $request->uri())[1] : $request->path());
        $response = new Crew\Http\Response((int)$status);
        switch ($way) {
            case 'text':
                return $response->withBody('some text');
            case 'file':
                return $response->withFile(__FILE__);
            case 'pieces':
                $writer = $conn->begin($response);
                $writer->write('a piece');
                $writer->end('and one more');
        }
    };
    $worker->start();
    PHP);
function show(string $name, array $answer): void
{
    echo "$name: ", substr($answer['status'], 9, 3), ', length ', $answer['headers']['content-length'] ?? '-', ', coding ',
        $answer['headers']['transfer-encoding'] ?? '-', ', ', $answer['headers']['connection'] ?? 'kept', "\n";
}
$client = $server->connect();
foreach ([204, 205, 304] as $status) {
    foreach (['text', 'file', 'pieces'] as $way) {
        fwrite($client, http_request("GET /$way/$status"));
        show("$way $status", http_answer($client));
    }
}
foreach ([200, 400] as $status) {
    $client = $server->connect();
    fwrite($client, "CONNECT x:$status HTTP/1.1\r\nHost: x\r\n\r\n");
    show("CONNECT", http_answer($client));
    echo json_encode(stream_get_contents($client)), "\n";
}
$server->stop();
?>
--EXPECT--
text 204: 204, length -, coding -, kept
file 204: 204, length -, coding -, kept
pieces 204: 204, length -, coding -, kept
text 205: 205, length 0, coding -, kept
file 205: 205, length 0, coding -, kept
pieces 205: 205, length 0, coding -, kept
text 304: 304, length -, coding -, kept
file 304: 304, length -, coding -, kept
pieces 304: 304, length -, coding -, kept
CONNECT: 200, length -, coding -, close
""
CONNECT: 400, length 9, coding -, close
""
