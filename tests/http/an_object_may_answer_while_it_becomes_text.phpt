--TEST--
__toString of an answer may itself answer the request, or close the connection; then its text is too late
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    class Text
    {
        public function __construct(private Closure $run) {}

        public function __toString(): string
        {
            ($this->run)();
            return str_repeat('late ', 1000);
        }
    }
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$waiting) {
        if ($request->path() === '/wait') {
            $waiting = $conn;
            echo "waiting for {$request->queryString()}\n";
            return;
        }
        try {
            $sent = $waiting->send(new Text($request->path() === '/answer' ? fn () => $waiting->send('in time') : fn () => $waiting->close()));
            return json_encode($sent);
        } catch (Crew\Exception $e) {
            return preg_replace('/\d+/', 'N', $e->getMessage());
        }
    };
    $worker->start();
    PHP);
foreach (['/answer', '/close'] as $path) {
    $client = $server->connect();
    fwrite($client, http_request("GET /wait?$path", ['Accept-Encoding' => 'gzip']));
    $server->wait_for_output("waiting for $path");
    echo http_ask($server, "GET $path")['body'], "\n";
    echo $path === '/answer' ? http_answer($client)['body'] : json_encode(stream_get_contents($client)), "\n";
}
$server->stop();
?>
--EXPECT--
Connection N has no request that waits for an answer
in time
false
""
