<?php

declare(strict_types=1);

// Keeps one worker stuck, 50 ms at a time, with a look at its events in between: sticker.php PORT
// Says "sticking" once it does; ends when its standard input does.

$socket = stream_socket_client("tcp://127.0.0.1:$argv[1]");
$told = false;
stream_set_blocking(STDIN, false);
while (!feof(STDIN)) {
    fwrite($socket, "stick\n");
    if (fgets($socket) === false) {
        exit(1);
    }
    if (!$told) {
        echo "sticking\n";
        $told = true;
    }
    fread(STDIN, 1);
}
