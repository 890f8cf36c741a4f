<?php
/*
 * Serves a script that was written for mod_php or PHP-FPM: it finds $_GET, $_POST, $_COOKIE, $_FILES, $_REQUEST and $_SERVER filled, and
 * what it prints and its header(), setcookie() and http_response_code() become the answer.
 *
 *     functions=header,header_remove,headers_list,headers_sent,http_response_code,setcookie,is_uploaded_file,move_uploaded_file
 *     scripts/php -d disable_functions=$functions examples/superglobals.php [SCRIPT]       then: curl -i http://127.0.0.1:8080/?name=you
 *
 * On the command line PHP forgets what header() is given: headers_list() is empty there, and no extension of PHP itself gives it back. A
 * function that is disabled may be declared anew, though, and so they are below.
 *
 * exit ends the script, what it has printed so far is sent, and the connection is closed; so it is with an uncaught exception, as 500 and without
 * what was printed.
 *
 * What is different from mod_php: the process goes on. Functions and classes that the script declares are there already when it runs again,
 * which is a fatal error unless it takes them from a file by require_once; static variables and $GLOBALS keep their values. It runs in a
 * function, so its variables are no globals. php://input is empty, php_sapi_name() is "cli", session_start() sends no cookie,
 * register_shutdown_function() waits for the end of the worker, and flush() sends nothing.
 */
use Crew\Http\Request;
use Crew\Http\Response;
use Crew\Http\UploadedFile;

const REPLACED = [
    'header', 'header_remove', 'headers_list', 'headers_sent', 'http_response_code', 'setcookie', 'is_uploaded_file', 'move_uploaded_file',
];

/* One request's answer as it comes about. It is sent when this is forgotten, which also exit sees to. */
final class Page
{
    /** Not counted: exit, which passes by every finally, forgets what only the running function holds. */
    private static WeakReference $current;
    public int $status = 200;
    /** @var array<string, list<string>> by names in lower case */
    public array $headers = [];
    /** @var array<string, UploadedFile> by the names of their temporary files */
    public array $uploads = [];
    public bool $isWhole = false;
    private int $level;

    public function __construct(private Crew\Connection $connection)
    {
        self::$current = WeakReference::create($this);
        $this->level = ob_get_level();
        ob_start();
    }

    public static function current(): Page
    {
        return self::$current->get();
    }

    public function send(): void
    {
        $this->closeBuffers($this->level + 1);
        $response = new Response($this->status, $this->headers + ($this->isWhole ? [] : ['connection' => ['close']]), ob_get_clean());
        $this->connection->send($response);
    }

    public function closeBuffers(int $level): void
    {
        while (ob_get_level() > $level) {
            ob_end_flush();
        }
    }

    public function drop(): void
    {
        while (ob_get_level() > $this->level) {
            ob_end_clean();
        }
    }

    public function __destruct()
    {
        if (ob_get_level() > $this->level) {
            $this->send();
        }
    }
}

if (array_filter(REPLACED, 'function_exists')) {
    fwrite(STDERR, "Start it as: php -d disable_functions=" . implode(',', REPLACED) . " $argv[0]\n");
    exit(1);
}

/* Not declared before they are known to be free. */
if (!function_exists('header')) {
    function header(string $header, bool $replace = true, int $response_code = 0): void
    {
        if (preg_match('~^HTTP/\S+ (\d{3})~', $header, $match)) {
            Page::current()->status = (int)$match[1];
            return;
        }
        [$name, $value] = explode(':', $header, 2) + [1 => ''];
        $name = strtolower(trim($name));
        if ($name === 'location' && intdiv(Page::current()->status, 100) !== 3 && Page::current()->status !== 201) {
            Page::current()->status = 302;
        }
        Page::current()->status = $response_code ?: Page::current()->status;
        Page::current()->headers[$name] = [...($replace ? [] : Page::current()->headers[$name] ?? []), trim($value)];
    }

    function header_remove(?string $name = null): void
    {
        if ($name === null) {
            Page::current()->headers = [];
        } else {
            unset(Page::current()->headers[strtolower($name)]);
        }
    }

    function headers_list(): array
    {
        $lines = [];
        foreach (Page::current()->headers as $name => $values) {
            array_push($lines, ...array_map(fn ($value) => "$name: $value", $values));
        }
        return $lines;
    }

    function headers_sent(): bool
    {
        return false; /* all is sent at the end */
    }

    function http_response_code(int $response_code = 0): int
    {
        $before = Page::current()->status;
        Page::current()->status = $response_code ?: $before;
        return $before;
    }

    function setcookie(string $name, string $value = '', int|array $expires_or_options = 0, string $path = '', string $domain = '',
        bool $secure = false, bool $httponly = false): bool
    {
        $given = is_array($expires_or_options) ? array_change_key_case($expires_or_options) : ['expires' => $expires_or_options];
        $options = $given + ['expires' => 0, 'path' => $path, 'domain' => $domain, 'secure' => $secure, 'httponly' => $httponly, 'samesite' => ''];
        $maxAge = $value === '' ? 0 : ($options['expires'] === 0 ? null : max(0, $options['expires'] - time()));
        $cookie = (new Response())->cookie($name, $value, $maxAge, $options['path'], $options['domain'], $options['secure'], $options['httponly'],
            $options['samesite']);
        header('Set-Cookie: ' . $cookie->getHeader('Set-Cookie'), false);
        return true;
    }

    function is_uploaded_file(string $filename): bool
    {
        return isset(Page::current()->uploads[$filename]);
    }

    function move_uploaded_file(string $from, string $to): bool
    {
        try {
            Page::current()->uploads[$from]?->moveTo($to);
        } catch (Crew\Exception) {
            return false;
        }
        return true;
    }
}

/* One entry of $_FILES; for a name with brackets each of its values is an array. */
function files_entry(UploadedFile|array $file): array
{
    if ($file instanceof UploadedFile) {
        Page::current()->uploads[$file->path()] = $file;
        return ['name' => $file->name(), 'full_path' => $file->clientName(), 'type' => $file->type(), 'tmp_name' => $file->path(),
            'error' => $file->error(), 'size' => $file->size()];
    }
    $entry = [];
    foreach ($file as $key => $each) {
        foreach (files_entry($each) as $what => $value) {
            $entry[$what][$key] = $value;
        }
    }
    return $entry;
}

function fill_superglobals(Crew\Connection $connection, Request $request, string $script): void
{
    $post = $request->isJson() ? [] : $request->post(); /* PHP takes no JSON into $_POST */
    $colon = (int)strrpos($connection->remoteAddress, ':');
    $_GET = $request->get();
    $_POST = $post;
    $_COOKIE = $request->cookie();
    $_REQUEST = $_POST + $_GET;
    $_FILES = array_map(files_entry(...), $request->file());
    $_SERVER = [
        'REQUEST_METHOD' => $request->method(),
        'REQUEST_URI' => $request->uri(),
        'QUERY_STRING' => $request->queryString(),
        'SERVER_PROTOCOL' => 'HTTP/' . $request->protocolVersion(),
        'SERVER_NAME' => (string)$request->host(true),
        'REMOTE_ADDR' => trim(substr($connection->remoteAddress, 0, $colon), '[]'),
        'REMOTE_PORT' => substr($connection->remoteAddress, $colon + 1),
        'REQUEST_TIME' => time(),
        'REQUEST_TIME_FLOAT' => microtime(true),
        'SCRIPT_FILENAME' => $script,
        'SCRIPT_NAME' => '/' . basename($script),
        'PHP_SELF' => '/' . basename($script),
    ];
    foreach ($request->header() as $name => $value) {
        $key = strtoupper(strtr($name, '-', '_'));
        $_SERVER[in_array($key, ['CONTENT_TYPE', 'CONTENT_LENGTH'], true) ? $key : "HTTP_$key"] = $value;
    }
}

$script = realpath($argv[1] ?? __DIR__ . '/legacy.php');
if ($script === false) {
    fwrite(STDERR, "There is no $argv[1]\n");
    exit(1);
}
chdir(dirname($script));

$worker = new Worker(getenv('ADDRESS') ?: 'http://127.0.0.1:8080');
$worker->control = false;
$worker->onMessage = function ($conn, Request $request) use ($script) {
    $page = new Page($conn);
    fill_superglobals($conn, $request, $script);
    try {
        (static fn () => require func_get_arg(0))($script);
        $page->isWhole = true;
        $page->send();
    } catch (Throwable $e) {
        $page->drop();
        throw $e;
    }
};
$worker->start();
