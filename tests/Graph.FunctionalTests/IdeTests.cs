using System.Net;
using Graph.TestKit.Server;
using Microsoft.Playwright;

namespace Graph.FunctionalTests;

/// <summary>The IDE in a real browser, Debian's Chromium.</summary>
public sealed class IdeTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    // Nothing of the browser's own may be taken for a request of the page.
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private GraphServer _graph = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Chromium), $"{Chromium} is not there: apt-get install chromium");
        _graph = await GraphServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task Ide_OpenedAndCachedForOfflineUse_AsksNoOtherHost()
    {
        await using var context = await _browser.NewContextAsync();
        var (requests, problems) = Watch(context);
        var page = await context.NewPageAsync();

        await page.GotoAsync(Address);
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await page.GetByText("Create Document").First.WaitForAsync();

        Assert.NotEmpty(requests);
        Assert.All(requests, url => Assert.Equal(_graph.Client.Http.BaseAddress!.Authority, new Uri(url).Authority));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Ide_AQueryIsTypedAndRun_ShowsItsAnswer()
    {
        // Without the service worker, which loads the page anew when it has been installed.
        await using var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block });
        var (requests, problems) = Watch(context);
        var page = await context.NewPageAsync();

        await page.GotoAsync(Address);
        await page.GetByText("Create Document").First.ClickAsync();
        await page.GetByText("Schema available").WaitForAsync();
        await page.Locator(".monaco-editor").First.ClickAsync();
        await page.Keyboard.InsertTextAsync("""{ user(id: "7") { username } }""");
        await page.Locator(".codelens-decoration").WaitForAsync(); // it has parsed the text; before that it would send none
        await RunAsync(page, page.Locator(".monaco-editor .view-lines").GetByText("\"user7\""));

        Assert.Equal(["/users?ids=7"], _graph.Upstreams.Paths);
        Assert.All(requests, url => Assert.Equal(_graph.Client.Http.BaseAddress!.Authority, new Uri(url).Authority));
        Assert.All(problems, problem => Assert.StartsWith("Error during service worker registration", problem, StringComparison.Ordinal));
    }

    // The editor draws its lenses anew when it has parsed the text; a click in between meets one that is gone, and people click again.
    private static async Task RunAsync(IPage page, ILocator answer)
    {
        for (var clicks = 0; clicks < 10 && !await answer.IsVisibleAsync(); clicks++)
        {
            await page.GetByText("Run", new PageGetByTextOptions { Exact = true }).First.ClickAsync();
            await Task.WhenAny(answer.WaitForAsync(), page.WaitForTimeoutAsync(5_000));
        }

        await answer.WaitForAsync();
    }

    [Fact]
    public async Task Visit_OfABrowser_IsLedToTheIde_AndThatOfAClientIsNot()
    {
        using var visit = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        using var query = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7B__typename%7D");

        var visited = await _graph.Client.SendAsync(visit, new Dictionary<string, string> { ["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8" });
        var answered = await _graph.Client.SendAsync(query, new Dictionary<string, string> { ["Accept"] = GraphClient.GraphQLResponse });

        Assert.Equal((HttpStatusCode.Found, "/graphql/"), (visited.StatusCode, visited.Headers["Location"]));
        Assert.Equal("Query", answered.WithoutErrors().At("__typename").GetString());
    }

    private string Address => new Uri(_graph.Client.Http.BaseAddress!, "/graphql").ToString();

    private static (List<string> Requests, List<string> Problems) Watch(IBrowserContext context)
    {
        var (requests, problems) = (new List<string>(), new List<string>());
        context.Request += (_, request) => Add(requests, request.Url.StartsWith("http", StringComparison.Ordinal), request.Url);
        context.WebError += (_, error) => Add(problems, true, error.Error);
        context.Console += (_, message) => Add(problems, message.Type == "error", message.Text);
        return (requests, problems);
    }

    private static void Add(List<string> list, bool wanted, string text)
    {
        lock (list)
        {
            if (wanted)
            {
                list.Add(text);
            }
        }
    }
}
