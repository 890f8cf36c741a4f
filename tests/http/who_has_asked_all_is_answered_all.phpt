--TEST--
A client that ends its side after several requests gets all answers, also those that come later
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) use (&$waiting) {
        if ($request->path() === '/later') {
            $waiting[] = $conn;
            echo "waiting\n";
            return null;
        }
        foreach ($request->path() === '/go' ? $waiting : [] as $other) {
            $other->send('later');
        }
        return $request->path();
    };
    $worker->start();
    PHP);

function answers(Server $server, string $requests, ?string $goes = null): void
{
    $client = $server->connect();
    fwrite($client, $requests);
    stream_socket_shutdown($client, STREAM_SHUT_WR);
    if ($goes !== null) {
        $server->wait_for_output('waiting');
        usleep(20000); // the end has come as well
        http_ask($server, $goes);
    }
    $all = stream_get_contents($client);
    preg_match_all('~\r\n\r\n(later|/[a-z]+)~', $all, $bodies);
    echo implode(' ', $bodies[1]), "\n";
}

answers($server, http_request('GET /one') . http_request('GET /two') . http_request('GET /three'));
answers($server, http_request('GET /later') . http_request('GET /two') . http_request('GET /three'), 'GET /go');
answers($server, http_request('GET /one') . "GET /half HTTP/1.1\r\nHost:");
$server->stop();
?>
--EXPECT--
/one /two /three
later /two /three
/one
