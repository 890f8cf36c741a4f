--TEST--
QUIT while clients send one request after the other on kept connections: what the script was given is answered whole, and nothing is reset
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $request) {
        $number = substr($request->path(), 1);
        file_put_contents('served', "$number\n", FILE_APPEND);
        usleep(1000);
        return str_repeat('x', 20000) . " $number\n";
    };
    $worker->start();
    PHP);
$server->workers(2);

/* Each client: its stream, the number of what it has asked, what has come of the answer. */
$clients = [];
$numbers = 0;
$ask = function (array &$client) use (&$numbers) {
    $client = ['stream' => $client['stream'], 'number' => ++$numbers, 'answer' => ''];
    @fwrite($client['stream'], http_request("GET /$client[number]"));
};
$resets = [];
set_error_handler(function ($code, $text) use (&$resets) {
    if (str_starts_with($text, 'fread')) {
        $resets[] = $text;
    }
    return true;
});
for ($i = 0; $i < 20; $i++) {
    $clients[$i] = ['stream' => $server->connect()];
    stream_set_blocking($clients[$i]['stream'], false);
    $ask($clients[$i]);
}

$answered = $cut = [];
$has_quit = $says_close = false;
$until = deadline(30);
while ($clients !== [] && microtime(true) < $until) {
    $read = array_column($clients, 'stream');
    stream_select($read, $write, $except, 1);
    foreach ($clients as $i => &$client) {
        $bytes = fread($client['stream'], 65536);
        $client['answer'] .= $bytes;
        if (str_ends_with($client['answer'], " $client[number]\n")) {
            $answered[] = $client['number'];
            $says_close = $says_close || str_contains($client['answer'], "\r\nConnection: close\r\n");
            $ask($client);
        } elseif ($bytes === false || ($bytes === '' && feof($client['stream']))) {
            if ($client['answer'] !== '') { /* without any of it, the request came too late for the server */
                $cut[] = $client['number'];
            }
            fclose($client['stream']);
            unset($clients[$i]);
        }
    }
    unset($client);
    if (!$has_quit && count($answered) > 200) {
        $has_quit = true;
        $server->signal(SIGQUIT);
    }
}
restore_error_handler();

echo count($clients), " connections left\n";
echo $server->wait(), "\n";
echo 'Connection: close was ', $says_close ? '' : 'not ', "said\n";
echo count($cut), " answers cut off\n";
echo count($resets), " resets\n";
$served = array_map('intval', file("$server->folder/served"));
echo count($served) > 200 ? 'many' : 'few', ' requests, ', count(array_diff($served, $answered)), " without an answer\n";
?>
--EXPECT--
0 connections left
0
Connection: close was said
0 answers cut off
0 resets
many requests, 0 without an answer
