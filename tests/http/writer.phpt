--TEST--
Connection::begin(): chunks with trailers, a known length, writing more than that and after the end
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/length') {
            $writer = $conn->begin(new Crew\Http\Response(203, ['Content-Type' => 'text/plain']), 6);
            $writer->write('abc');
            foreach (['write', 'end'] as $method) {
                try {
                    $writer->$method('defg');
                    echo "taken\n";
                } catch (Crew\Exception $e) {
                    echo $e->getMessage(), "\n";
                }
            }
            $writer->end('def');
            return;
        }
        $writer = $conn->begin();
        echo json_encode([$writer->isOpen(), $writer->write('one '), $writer->write('two ')]), "\n";
        try {
            $writer->end('', ['Content-Length' => '5']);
        } catch (Crew\HeaderException) {
            echo "refused\n";
        }
        $writer->end('three', ['X-Sum' => '3']);
        try {
            $writer->write('four');
        } catch (Crew\Exception $e) {
            echo json_encode($writer->isOpen()), ' ', $e->getMessage(), "\n";
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['/', '/length', '/length'] as $target) {
    fwrite($client, http_request("GET $target"));
    $answer = http_answer($client);
    echo http_show($answer, 'transfer-encoding', 'content-length', 'x-sum'), "$answer[body]\n";
}
echo $server->stdout();
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  transfer-encoding: chunked
  content-length: -
  x-sum: 3
one two three
HTTP/1.1 203 Non-Authoritative Information
  transfer-encoding: -
  content-length: 6
  x-sum: -
abcdef
HTTP/1.1 203 Non-Authoritative Information
  transfer-encoding: -
  content-length: 6
  x-sum: -
abcdef
[true,true,true]
refused
false The answer on connection 1 has ended
A piece of 4 bytes is more than the length of the answer on connection 1 leaves
A piece of 4 bytes is more than the length of the answer on connection 1 leaves
A piece of 4 bytes is more than the length of the answer on connection 1 leaves
A piece of 4 bytes is more than the length of the answer on connection 1 leaves
