--TEST--
A temporary file goes with its object; one that is kept stays as long
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $kept = null;
    $worker->onMessage = function ($conn, $request) use (&$kept, &$before) {
        $said = json_encode([$before !== null && file_exists($before), $kept !== null && file_exists($kept->path())]);
        $before = $request->file('a')->path();
        $kept ??= $request->file('b');
        return $said;
    };
    $worker->start();
    PHP);
function part(string $rest, string $body): string
{
    return "--BOUND\r\nContent-Disposition: form-data; $rest\r\n\r\n$body\r\n";
}
$type = ['Content-Type' => 'multipart/form-data; boundary=BOUND'];

$body = part('name="a"; filename="a"', 'a') . part('name="b"; filename="b"', 'b') . "--BOUND--\r\n";
$client = $server->connect();
for ($i = 0; $i < 2; $i++) {
    fwrite($client, http_request('POST /', $type, $body));
    echo http_answer($client)['body'], "\n";
}
$server->stop();
?>
--EXPECT--
[false,false]
[false,true]
