<?php

declare(strict_types=1);

// nginx as a peer: where it is, and a configuration under which it does what the PHP servers do, an
// answer of a few words out of memory, in one process, with no limit that the generator could meet.

const NGINX_HOME = BUILD . '/nginx';

/** @return ?string the program; null when it is not installed. It often stands where only root looks. */
function nginxProgram(): ?string
{
    foreach ([...explode(':', (string) getenv('PATH')), '/usr/sbin', '/usr/local/sbin'] as $folder) {
        if (is_executable("$folder/nginx")) {
            return "$folder/nginx";
        }
    }
    return null;
}

function nginxConfiguration(int $port): string
{
    $temporary = '';
    foreach (['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as $kind) {
        $temporary .= "    {$kind}_temp_path temp_$kind;\n";
    }
    // Twice the connections of the memory workload: nginx lays out all it may have when it starts.
    return <<<CONF
        daemon off;
        worker_processes 1;
        error_log stderr warn;
        pid nginx-$port.pid;
        events {
            worker_connections 20000;
        }
        http {
        $temporary    access_log off;
            default_type text/html;
            keepalive_requests 1000000000;
            keepalive_timeout 75s;
            server {
                listen 127.0.0.1:$port backlog=4096;
                return 200 "hello, world\\n";
            }
        }

        CONF;
}

/** @return string[] the command line, with a configuration written for the port */
function nginxCommand(int $port): array
{
    if (!is_dir(NGINX_HOME)) {
        mkdir(NGINX_HOME, 0777, true);
    }
    file_put_contents(NGINX_HOME . "/$port.conf", nginxConfiguration($port));
    // -e: or it would look for the log of the machine's own nginx before it reads ours.
    return [(string) nginxProgram(), '-p', NGINX_HOME, '-c', "$port.conf", '-e', 'stderr'];
}
