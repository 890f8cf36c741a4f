--TEST--
A request that waits for its answer is let go when that begins, or when the next one comes, however it is answered
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    class Mark
    {
        public static int $count = 0;

        public function __construct() { self::$count++; }

        public function __destruct() { self::$count--; }
    }
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$waiting) {
        if ($request->path() === '/wait') {
            $request->context = new Mark;
            $waiting = $conn;
            echo "waiting for {$request->queryString()}\n";
            return;
        }
        if ($request->path() === '/send') {
            $waiting->send('sent');
        } elseif ($request->path() === '/write') {
            $waiting->begin(length: 7)->end('written');
        } elseif ($request->path() === '/raw') {
            $waiting->send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nraw", true);
        }
        return (string)Mark::$count;
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['send', 'write', 'raw', 'raw again' => 'raw', 'write again' => 'write'] as $name => $way) {
    $name = urlencode(is_int($name) ? $way : $name);
    fwrite($client, http_request("GET /wait?$name"));
    $server->wait_for_output("waiting for $name");
    $kept = http_ask($server, "GET /$way")['body'];
    echo http_answer($client)['body'], ", $kept kept\n";
}
$server->stop();
?>
--EXPECT--
sent, 0 kept
written, 0 kept
raw, 1 kept
raw, 1 kept
written, 0 kept
