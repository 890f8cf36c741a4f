<?php
/*
 * Serves a PSR-15 request handler with the PSR-7 objects of nyholm/psr7. Slim, Mezzio and others are such handlers.
 *
 *     cd examples && composer require psr/http-server-handler nyholm/psr7
 *     scripts/php examples/psr15.php            then: curl -i http://127.0.0.1:8080/?name=you
 */
use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\ServerRequest;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\RequestHandlerInterface;

if (!is_file(__DIR__ . '/vendor/autoload.php')) {
    fwrite(STDERR, "This needs PSR-15 and PSR-7: composer require --working-dir=" . __DIR__ . " psr/http-server-handler nyholm/psr7\n");
    exit(1);
}
require __DIR__ . '/vendor/autoload.php';

final class Bridge
{
    private Psr17Factory $factory;

    public function __construct(private RequestHandlerInterface $handler)
    {
        $this->factory = new Psr17Factory();
    }

    public function __invoke(Crew\Connection $connection, Crew\Http\Request $request): Crew\Http\Response
    {
        $response = $this->handler->handle($this->request($connection, $request));
        return $this->answer($response);
    }

    private function request(Crew\Connection $connection, Crew\Http\Request $request): ServerRequestInterface
    {
        $uri = str_starts_with($request->uri(), '/') ? 'http://' . ($request->host() ?? 'localhost') . $request->uri() : $request->uri();
        $server = ['REMOTE_ADDR' => trim(preg_replace('/:\d+$/', '', $connection->remoteAddress), '[]'), 'REQUEST_TIME_FLOAT' => microtime(true)];
        $psr = new ServerRequest($request->method(), $uri, $request->header(), $request->stream(), $request->protocolVersion(), $server);
        return $psr->withCookieParams($request->cookie())->withQueryParams($request->get())->withParsedBody($request->post())
            ->withUploadedFiles($this->files($request->file()));
    }

    private function files(array $files): array
    {
        return array_map(function (array|Crew\Http\UploadedFile $file) {
            if (is_array($file)) {
                return $this->files($file);
            }
            $stream = $file->error() === UPLOAD_ERR_OK ? $this->factory->createStreamFromFile($file->path()) : $this->factory->createStream();
            return $this->factory->createUploadedFile($stream, $file->size(), $file->error(), $file->clientName(), $file->type());
        }, $files);
    }

    private function answer(ResponseInterface $response): Crew\Http\Response
    {
        $headers = array_diff_key(array_change_key_case($response->getHeaders()), array_flip(['content-length', 'transfer-encoding', 'connection']));
        $ours = (new Crew\Http\Response(200, $headers))->withStatus($response->getStatusCode(), $response->getReasonPhrase());
        return $ours->withBody((string)$response->getBody());
    }
}

$handler = new class implements RequestHandlerInterface {
    public function handle(ServerRequestInterface $request): ResponseInterface
    {
        $name = $request->getQueryParams()['name'] ?? 'world';
        $response = (new Psr17Factory())->createResponse()->withHeader('Content-Type', 'text/plain');
        $response->getBody()->write("Hello, $name\n");
        foreach ($request->getUploadedFiles() as $field => $file) {
            $response->getBody()->write("$field: " . sha1((string)$file->getStream()) . "\n");
        }
        return $response;
    }
};

$worker = new Worker(getenv('ADDRESS') ?: 'http://127.0.0.1:8080');
$worker->onMessage = new Bridge($handler);
$worker->start();
